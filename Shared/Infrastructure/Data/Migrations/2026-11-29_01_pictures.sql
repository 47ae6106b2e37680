alter table model_calls
  -- The text that was taken: a repeated step reads it and does not ask again.
  add column answer text,
  -- The picture that came of it, or that was there already; then there is no cost.
  add column picture text references pictures on delete set null;
