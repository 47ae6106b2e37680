-- A video keeps its brand, product and reference as they were when it was created, so that a later edit changes no word, picture
-- or price of it. Null only where a process of the version before made the row; readers then take the record itself.

alter table videos
  add column brand jsonb,
  add column product jsonb,
  add column reference jsonb;

update videos v
   set brand = b.content,
       product = p.content,
       reference = (select r.content from reference_analyses r where r.id = v.reference_id)
  from brands b, products p
 where b.id = v.brand_id
   and p.id = v.product_id;
