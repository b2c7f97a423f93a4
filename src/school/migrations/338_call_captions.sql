-- How a video meeting is captioned.
alter table video_call add column captions text;
alter table video_call_history add column captions text;
