-- The order of videos_listed, with those that no list shows. Locks videos against everything, for a moment.
drop index videos_by_age;
