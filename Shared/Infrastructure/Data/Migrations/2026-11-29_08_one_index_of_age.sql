-- The same as videos_by_age, which took its place.
drop index videos_of_workspace;
