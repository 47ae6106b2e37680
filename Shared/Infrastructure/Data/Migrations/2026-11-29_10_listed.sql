-- videos_listed and videos_found have taken their places. Locks videos against everything, for a moment.
drop index videos_by_age, videos_in_time;
