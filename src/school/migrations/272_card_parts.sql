-- What a learner wants on the card.
alter table profile add column show_on_card text;
alter table profile_history add column show_on_card text;
