-- brands_by_age and reference_analyses_by_age have the same columns in the same order. Locks both tables against everything, for a moment.
drop index brands_of_workspace, reference_analyses_of_workspace;
