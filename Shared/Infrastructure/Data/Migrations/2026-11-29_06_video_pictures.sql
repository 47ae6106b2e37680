-- Which videos have a picture, and which pictures are the same file: asked when one is deleted.
create index model_calls_of_picture on model_calls (picture) where picture is not null;
create index pictures_by_file on pictures (asset_key);
