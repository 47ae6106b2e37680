-- PostgreSQL reads the text of a check again in every statement that writes the table. The words are those of InstanceStatus.
alter table durable.instance drop constraint instance_status_check;
