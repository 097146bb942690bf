-- The parts of a record are deleted with it.
alter table appointment_inclusion drop constraint fk_appointment_inclusion_appointment;
alter table appointment_inclusion add constraint fk_appointment_inclusion_appointment
  foreign key (appointment_id) references appointment (id) on delete cascade;

alter table goal drop constraint fk_goal_care_plan;
alter table goal add constraint fk_goal_care_plan
  foreign key (care_plan_id) references care_plan (id) on delete cascade;

alter table cms1500_policy drop constraint fk_cms1500_policy_cms1500;
alter table cms1500_policy add constraint fk_cms1500_policy_cms1500
  foreign key (cms1500_id) references cms1500 (id) on delete cascade;

alter table cpt_codes_cms1500 drop constraint fk_cpt_codes_cms1500_cms1500;
alter table cpt_codes_cms1500 add constraint fk_cpt_codes_cms1500_cms1500
  foreign key (cms1500_id) references cms1500 (id) on delete cascade;

alter table cpt_codes_cms1500_modifier drop constraint fk_cpt_codes_cms1500_modifier_cpt_codes_cms1500;
alter table cpt_codes_cms1500_modifier add constraint fk_cpt_codes_cms1500_modifier_cpt_codes_cms1500
  foreign key (cpt_codes_cms1500_id) references cpt_codes_cms1500 (id) on delete cascade;
