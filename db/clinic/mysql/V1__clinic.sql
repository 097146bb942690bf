-- The clinic's tables and their audit tables, as Hibernate and Envers map them. The table of revisions is the
-- library's own, which it makes itself; nothing refers to it by a foreign key, so neither has to be first.
-- Text compares byte by byte, as on H2: acme is not Acme.

-- Organizations and their people

create table organization (
  id varchar(64) not null,
  name varchar(120) not null,
  brand varchar(64) not null,
  parent_id varchar(64),
  active bit(1) not null,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_organization_parent foreign key (parent_id) references organization (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table organization_aud (
  rev bigint not null,
  id varchar(64) not null,
  revtype tinyint,
  name varchar(120),
  brand varchar(64),
  parent_id varchar(64),
  active bit(1),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_organization_aud on organization_aud (id, rev);

create table users (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  email varchar(190) not null,
  first_name varchar(80) not null,
  last_name varchar(80) not null,
  preferred_name varchar(80),
  role varchar(20) not null,
  active bit(1) not null,
  deactivated_at datetime(6),
  phone varchar(32),
  birth_date date,
  time_zone varchar(50),
  line1 varchar(120),
  line2 varchar(120),
  city varchar(80),
  state varchar(40),
  zip varchar(16),
  country varchar(2),
  password_hash varchar(100),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint uq_users_email unique (organization_id, email),
  constraint fk_users_organization foreign key (organization_id) references organization (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_users_last_name on users (organization_id, last_name);

create table users_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  email varchar(190),
  first_name varchar(80),
  last_name varchar(80),
  preferred_name varchar(80),
  role varchar(20),
  active bit(1),
  deactivated_at datetime(6),
  phone varchar(32),
  birth_date date,
  time_zone varchar(50),
  line1 varchar(120),
  line2 varchar(120),
  city varchar(80),
  state varchar(40),
  zip varchar(16),
  country varchar(2),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_users_aud on users_aud (id, rev);

create table user_language (
  user_id bigint not null,
  language varchar(16) not null,
  primary key (user_id, language),
  constraint fk_user_language_user foreign key (user_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table user_language_aud (
  rev bigint not null,
  user_id bigint not null,
  language varchar(16) not null,
  revtype tinyint,
  primary key (rev, user_id, language)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_user_language_aud on user_language_aud (user_id, rev);

create table organization_info (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  tax_id varchar(10),
  npi varchar(10),
  email varchar(190),
  phone varchar(32),
  website varchar(200),
  line1 varchar(120),
  line2 varchar(120),
  city varchar(80),
  state varchar(40),
  zip varchar(16),
  country varchar(2),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint uq_organization_info unique (organization_id),
  constraint fk_organization_info_organization foreign key (organization_id) references organization (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table organization_info_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  tax_id varchar(10),
  npi varchar(10),
  email varchar(190),
  phone varchar(32),
  website varchar(200),
  line1 varchar(120),
  line2 varchar(120),
  city varchar(80),
  state varchar(40),
  zip varchar(16),
  country varchar(2),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_organization_info_aud on organization_info_aud (id, rev);

create table organization_info_setting (
  organization_info_id bigint not null,
  name varchar(64) not null,
  setting varchar(400) not null,
  primary key (organization_info_id, name),
  constraint fk_organization_info_setting_organization_info foreign key (organization_info_id) references organization_info (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table organization_info_setting_aud (
  rev bigint not null,
  organization_info_id bigint not null,
  name varchar(64) not null,
  setting varchar(400) not null,
  revtype tinyint,
  primary key (rev, organization_info_id, name, setting)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_organization_info_setting_aud on organization_info_setting_aud (organization_info_id, rev);

create table organization_membership (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  user_id bigint not null,
  title varchar(80),
  department varchar(80),
  member_since date not null,
  ended_on date,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_organization_membership_organization foreign key (organization_id) references organization (id),
  constraint fk_organization_membership_user foreign key (user_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table organization_membership_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  user_id bigint,
  title varchar(80),
  department varchar(80),
  member_since date,
  ended_on date,
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_organization_membership_aud on organization_membership_aud (id, rev);

create table location (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  name varchar(120) not null,
  line1 varchar(120),
  line2 varchar(120),
  city varchar(80),
  state varchar(40),
  zip varchar(16),
  country varchar(2),
  phone varchar(32),
  latitude decimal(8,6),
  longitude decimal(9,6),
  wheelchair_accessible bit(1) not null,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_location_organization foreign key (organization_id) references organization (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table location_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  name varchar(120),
  line1 varchar(120),
  line2 varchar(120),
  city varchar(80),
  state varchar(40),
  zip varchar(16),
  country varchar(2),
  phone varchar(32),
  latitude decimal(8,6),
  longitude decimal(9,6),
  wheelchair_accessible bit(1),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_location_aud on location_aud (id, rev);

create table feature_toggle (
  id binary(16) not null,
  organization_id varchar(64) not null,
  name varchar(64) not null,
  description varchar(400),
  enabled bit(1) not null,
  rollout integer not null,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint uq_feature_toggle unique (organization_id, name),
  constraint fk_feature_toggle_organization foreign key (organization_id) references organization (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table feature_toggle_aud (
  rev bigint not null,
  id binary(16) not null,
  revtype tinyint,
  organization_id varchar(64),
  name varchar(64),
  description varchar(400),
  enabled bit(1),
  rollout integer,
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_feature_toggle_aud on feature_toggle_aud (id, rev);

create table api_key (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  user_id bigint not null,
  name varchar(80) not null,
  prefix varchar(16) not null,
  key_hash varchar(64) not null,
  encrypted_secret varchar(500) not null,
  signature_required bit(1) not null,
  active bit(1) not null,
  last_rotated_at datetime(6),
  revoked_at datetime(6),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint uq_api_key_key_hash unique (key_hash),
  constraint fk_api_key_organization foreign key (organization_id) references organization (id),
  constraint fk_api_key_user foreign key (user_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table api_key_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  user_id bigint,
  name varchar(80),
  prefix varchar(16),
  signature_required bit(1),
  active bit(1),
  last_rotated_at datetime(6),
  revoked_at datetime(6),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_api_key_aud on api_key_aud (id, rev);

-- Scheduling

create table appointment_location (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  name varchar(120) not null,
  contact_type varchar(20) not null,
  location_id bigint,
  room varchar(40),
  meeting_url varchar(400),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_appointment_location_organization foreign key (organization_id) references organization (id),
  constraint fk_appointment_location_location foreign key (location_id) references location (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table appointment_location_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  name varchar(120),
  contact_type varchar(20),
  location_id bigint,
  room varchar(40),
  meeting_url varchar(400),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_appointment_location_aud on appointment_location_aud (id, rev);

create table appointment_setting (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  name varchar(80) not null,
  provider_id bigint,
  notice_hours integer not null,
  buffer_minutes integer not null,
  late_fee_amount decimal(17,2),
  late_fee_currency varchar(3),
  online_booking bit(1) not null,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_appointment_setting_organization foreign key (organization_id) references organization (id),
  constraint fk_appointment_setting_provider foreign key (provider_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table appointment_setting_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  name varchar(80),
  provider_id bigint,
  notice_hours integer,
  buffer_minutes integer,
  late_fee_amount decimal(17,2),
  late_fee_currency varchar(3),
  online_booking bit(1),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_appointment_setting_aud on appointment_setting_aud (id, rev);

create table appointment_setting_length (
  setting_id bigint not null,
  contact_type varchar(20) not null,
  minutes integer not null,
  primary key (setting_id, contact_type),
  constraint fk_appointment_setting_length_setting foreign key (setting_id) references appointment_setting (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table appointment_setting_length_aud (
  rev bigint not null,
  setting_id bigint not null,
  minutes integer not null,
  contact_type varchar(20) not null,
  revtype tinyint,
  primary key (rev, setting_id, minutes, contact_type)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_appointment_setting_length_aud on appointment_setting_length_aud (setting_id, rev);

create table appointment_setting_location (
  setting_id bigint not null,
  location_id bigint not null,
  primary key (setting_id, location_id),
  constraint fk_appointment_setting_location_setting foreign key (setting_id) references appointment_setting (id),
  constraint fk_appointment_setting_location_location foreign key (location_id) references appointment_location (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table appointment_setting_location_aud (
  rev bigint not null,
  setting_id bigint not null,
  location_id bigint not null,
  revtype tinyint,
  primary key (rev, setting_id, location_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_appointment_setting_location_aud on appointment_setting_location_aud (setting_id, rev);

create table availability (
  id binary(16) not null,
  organization_id varchar(64) not null,
  provider_id bigint not null,
  weekday varchar(10) not null,
  opens_at time(0) not null,
  closes_at time(0) not null,
  valid_from date,
  valid_until date,
  location_id bigint,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_availability_organization foreign key (organization_id) references organization (id),
  constraint fk_availability_provider foreign key (provider_id) references users (id),
  constraint fk_availability_location foreign key (location_id) references appointment_location (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table availability_aud (
  rev bigint not null,
  id binary(16) not null,
  revtype tinyint,
  organization_id varchar(64),
  provider_id bigint,
  weekday varchar(10),
  opens_at time(0),
  closes_at time(0),
  valid_from date,
  valid_until date,
  location_id bigint,
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_availability_aud on availability_aud (id, rev);

create table appointment (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  starts_at datetime(6) not null,
  length integer not null,
  contact_type varchar(20) not null,
  location_id bigint,
  provider_id bigint not null,
  patient_id bigint not null,
  status varchar(20) not null,
  reason varchar(400),
  late_cancellation_fee_amount decimal(17,2),
  late_cancellation_fee_currency varchar(3),
  cancelled_at datetime(6),
  cancelled_by varchar(160),
  cancellation_reason varchar(400),
  cancelled_late bit(1),
  completed_at datetime(6),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_appointment_organization foreign key (organization_id) references organization (id),
  constraint fk_appointment_location foreign key (location_id) references appointment_location (id),
  constraint fk_appointment_provider foreign key (provider_id) references users (id),
  constraint fk_appointment_patient foreign key (patient_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_appointment_provider on appointment (provider_id, starts_at);

create table appointment_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  starts_at datetime(6),
  length integer,
  contact_type varchar(20),
  location_id bigint,
  provider_id bigint,
  patient_id bigint,
  status varchar(20),
  reason varchar(400),
  late_cancellation_fee_amount decimal(17,2),
  late_cancellation_fee_currency varchar(3),
  cancelled_at datetime(6),
  cancelled_by varchar(160),
  cancellation_reason varchar(400),
  cancelled_late bit(1),
  completed_at datetime(6),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_appointment_aud on appointment_aud (id, rev);

create table appointment_reminder (
  appointment_id bigint not null,
  hours_before integer not null,
  primary key (appointment_id, hours_before),
  constraint fk_appointment_reminder_appointment foreign key (appointment_id) references appointment (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table appointment_reminder_aud (
  rev bigint not null,
  appointment_id bigint not null,
  hours_before integer not null,
  revtype tinyint,
  primary key (rev, appointment_id, hours_before)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_appointment_reminder_aud on appointment_reminder_aud (appointment_id, rev);

create table appointment_inclusion (
  appointment_id bigint not null,
  attendee_id bigint not null,
  organization_id varchar(64) not null,
  part varchar(20) not null,
  confirmed_at datetime(6),
  note varchar(400),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (appointment_id, attendee_id),
  constraint fk_appointment_inclusion_appointment foreign key (appointment_id) references appointment (id),
  constraint fk_appointment_inclusion_attendee foreign key (attendee_id) references users (id),
  constraint fk_appointment_inclusion_organization foreign key (organization_id) references organization (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table appointment_inclusion_aud (
  rev bigint not null,
  appointment_id bigint not null,
  attendee_id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  part varchar(20),
  confirmed_at datetime(6),
  note varchar(400),
  primary key (rev, appointment_id, attendee_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_appointment_inclusion_aud on appointment_inclusion_aud (appointment_id, attendee_id, rev);

-- Care

create table diagnosis (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  patient_id bigint not null,
  code varchar(8) not null,
  description varchar(200) not null,
  diagnosed_on date,
  resolved_on date,
  main_diagnosis bit(1) not null,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_diagnosis_organization foreign key (organization_id) references organization (id),
  constraint fk_diagnosis_patient foreign key (patient_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table diagnosis_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  patient_id bigint,
  code varchar(8),
  description varchar(200),
  diagnosed_on date,
  resolved_on date,
  main_diagnosis bit(1),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_diagnosis_aud on diagnosis_aud (id, rev);

create table task (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  title varchar(200) not null,
  notes varchar(4000),
  assignee_id bigint,
  patient_id bigint,
  priority tinyint not null,
  due_on date,
  closed bit(1) not null,
  closed_at datetime(6),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_task_organization foreign key (organization_id) references organization (id),
  constraint fk_task_assignee foreign key (assignee_id) references users (id),
  constraint fk_task_patient foreign key (patient_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table task_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  title varchar(200),
  notes varchar(4000),
  assignee_id bigint,
  patient_id bigint,
  priority tinyint,
  due_on date,
  closed bit(1),
  closed_at datetime(6),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_task_aud on task_aud (id, rev);

create table task_label (
  task_id bigint not null,
  label varchar(40) not null,
  primary key (task_id, label),
  constraint fk_task_label_task foreign key (task_id) references task (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table task_label_aud (
  rev bigint not null,
  task_id bigint not null,
  label varchar(40) not null,
  revtype tinyint,
  primary key (rev, task_id, label)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_task_label_aud on task_label_aud (task_id, rev);

create table care_plan (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  name varchar(120) not null,
  patient_id bigint not null,
  provider_id bigint,
  summary text,
  starts_on date not null,
  ends_on date,
  status varchar(16) not null,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_care_plan_organization foreign key (organization_id) references organization (id),
  constraint fk_care_plan_patient foreign key (patient_id) references users (id),
  constraint fk_care_plan_provider foreign key (provider_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table care_plan_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  name varchar(120),
  patient_id bigint,
  provider_id bigint,
  summary mediumtext,
  starts_on date,
  ends_on date,
  status varchar(16),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_care_plan_aud on care_plan_aud (id, rev);

create table care_plan_task (
  care_plan_id bigint not null,
  task_id bigint not null,
  primary key (care_plan_id, task_id),
  constraint uq_care_plan_task unique (task_id),
  constraint fk_care_plan_task_care_plan foreign key (care_plan_id) references care_plan (id),
  constraint fk_care_plan_task_task foreign key (task_id) references task (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table care_plan_task_aud (
  rev bigint not null,
  care_plan_id bigint not null,
  task_id bigint not null,
  revtype tinyint,
  primary key (rev, care_plan_id, task_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_care_plan_task_aud on care_plan_task_aud (care_plan_id, rev);

create table goal (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  care_plan_id bigint not null,
  title varchar(200) not null,
  target_date date,
  progress integer not null,
  completed_at datetime(6),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_goal_organization foreign key (organization_id) references organization (id),
  constraint fk_goal_care_plan foreign key (care_plan_id) references care_plan (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table goal_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  care_plan_id bigint,
  title varchar(200),
  target_date date,
  progress integer,
  completed_at datetime(6),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_goal_aud on goal_aud (id, rev);

-- Forms

create table form_answer_group (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  name varchar(120) not null,
  patient_id bigint not null,
  finished bit(1) not null,
  locked_at datetime(6),
  locked_by_id bigint,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_form_answer_group_organization foreign key (organization_id) references organization (id),
  constraint fk_form_answer_group_patient foreign key (patient_id) references users (id),
  constraint fk_form_answer_group_locked_by foreign key (locked_by_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table form_answer_group_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  name varchar(120),
  patient_id bigint,
  finished bit(1),
  locked_at datetime(6),
  locked_by_id bigint,
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_form_answer_group_aud on form_answer_group_aud (id, rev);

create table form_answer (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  group_id bigint not null,
  label varchar(400) not null,
  answer text,
  position integer not null,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_form_answer_organization foreign key (organization_id) references organization (id),
  constraint fk_form_answer_group foreign key (group_id) references form_answer_group (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table form_answer_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  group_id bigint,
  label varchar(400),
  answer mediumtext,
  position integer,
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_form_answer_aud on form_answer_aud (id, rev);

-- Billing

create table billing_item (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  patient_id bigint not null,
  appointment_id bigint,
  description varchar(200) not null,
  price_amount decimal(17,2) not null,
  price_currency varchar(3) not null,
  amount_paid decimal(17,2) not null,
  refund_amount decimal(17,2) not null,
  coupon_code varchar(40),
  failure_reason varchar(400),
  state varchar(24) not null,
  due_on date,
  paid_at datetime(6),
  note varchar(2000),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_billing_item_organization foreign key (organization_id) references organization (id),
  constraint fk_billing_item_patient foreign key (patient_id) references users (id),
  constraint fk_billing_item_appointment foreign key (appointment_id) references appointment (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table billing_item_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  patient_id bigint,
  appointment_id bigint,
  description varchar(200),
  price_amount decimal(17,2),
  price_currency varchar(3),
  amount_paid decimal(17,2),
  refund_amount decimal(17,2),
  coupon_code varchar(40),
  failure_reason varchar(400),
  state varchar(24),
  due_on date,
  paid_at datetime(6),
  note varchar(2000),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_billing_item_aud on billing_item_aud (id, rev);

create table policy (
  id bigint not null auto_increment,
  kind varchar(24) not null,
  organization_id varchar(64) not null,
  patient_id bigint not null,
  payer varchar(120) not null,
  policy_number varchar(40) not null,
  group_number varchar(40),
  holder_name varchar(160),
  copay_amount decimal(17,2),
  copay_currency varchar(3),
  effective_from date not null,
  effective_until date,
  employer varchar(120),
  claim_number varchar(40),
  injured_on date,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_policy_organization foreign key (organization_id) references organization (id),
  constraint fk_policy_patient foreign key (patient_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table policy_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  kind varchar(24) not null,
  organization_id varchar(64),
  patient_id bigint,
  payer varchar(120),
  policy_number varchar(40),
  group_number varchar(40),
  holder_name varchar(160),
  copay_amount decimal(17,2),
  copay_currency varchar(3),
  effective_from date,
  effective_until date,
  employer varchar(120),
  claim_number varchar(40),
  injured_on date,
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_policy_aud on policy_aud (id, rev);

create table cms1500 (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  patient_id bigint not null,
  rendering_provider_id bigint not null,
  date_of_service date not null,
  prior_authorization varchar(40),
  total_amount decimal(17,2),
  total_currency varchar(3),
  status varchar(16) not null,
  submitted_at datetime(6),
  rejection varchar(400),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_cms1500_organization foreign key (organization_id) references organization (id),
  constraint fk_cms1500_patient foreign key (patient_id) references users (id),
  constraint fk_cms1500_rendering_provider foreign key (rendering_provider_id) references users (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table cms1500_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  patient_id bigint,
  rendering_provider_id bigint,
  date_of_service date,
  prior_authorization varchar(40),
  total_amount decimal(17,2),
  total_currency varchar(3),
  status varchar(16),
  submitted_at datetime(6),
  rejection varchar(400),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_cms1500_aud on cms1500_aud (id, rev);

create table cms1500_diagnosis (
  cms1500_id bigint not null,
  diagnosis_id bigint not null,
  primary key (cms1500_id, diagnosis_id),
  constraint fk_cms1500_diagnosis_cms1500 foreign key (cms1500_id) references cms1500 (id),
  constraint fk_cms1500_diagnosis_diagnosis foreign key (diagnosis_id) references diagnosis (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table cms1500_diagnosis_aud (
  rev bigint not null,
  cms1500_id bigint not null,
  diagnosis_id bigint not null,
  revtype tinyint,
  primary key (rev, cms1500_id, diagnosis_id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_cms1500_diagnosis_aud on cms1500_diagnosis_aud (cms1500_id, rev);

create table cms1500_policy (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  cms1500_id bigint not null,
  policy_id bigint not null,
  payment_order integer not null,
  authorization_number varchar(40),
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_cms1500_policy_organization foreign key (organization_id) references organization (id),
  constraint fk_cms1500_policy_cms1500 foreign key (cms1500_id) references cms1500 (id),
  constraint fk_cms1500_policy_policy foreign key (policy_id) references policy (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table cms1500_policy_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  cms1500_id bigint,
  policy_id bigint,
  payment_order integer,
  authorization_number varchar(40),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_cms1500_policy_aud on cms1500_policy_aud (id, rev);

create table cpt_codes_cms1500 (
  id bigint not null auto_increment,
  organization_id varchar(64) not null,
  cms1500_id bigint not null,
  code varchar(5) not null,
  units integer not null,
  charge_amount decimal(17,2) not null,
  charge_currency varchar(3) not null,
  version bigint,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (id),
  constraint fk_cpt_codes_cms1500_organization foreign key (organization_id) references organization (id),
  constraint fk_cpt_codes_cms1500_cms1500 foreign key (cms1500_id) references cms1500 (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table cpt_codes_cms1500_aud (
  rev bigint not null,
  id bigint not null,
  revtype tinyint,
  organization_id varchar(64),
  cms1500_id bigint,
  code varchar(5),
  units integer,
  charge_amount decimal(17,2),
  charge_currency varchar(3),
  primary key (rev, id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_cpt_codes_cms1500_aud on cpt_codes_cms1500_aud (id, rev);

create table cpt_codes_cms1500_modifier (
  cpt_codes_cms1500_id bigint not null,
  position integer not null,
  modifier varchar(2) not null,
  primary key (cpt_codes_cms1500_id, position),
  constraint fk_cpt_codes_cms1500_modifier_cpt_codes_cms1500 foreign key (cpt_codes_cms1500_id) references cpt_codes_cms1500 (id)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create table cpt_codes_cms1500_modifier_aud (
  rev bigint not null,
  cpt_codes_cms1500_id bigint not null,
  modifier varchar(2) not null,
  position integer not null,
  revtype tinyint,
  primary key (rev, cpt_codes_cms1500_id, modifier, position)
) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin;

create index ix_cpt_codes_cms1500_modifier_aud on cpt_codes_cms1500_modifier_aud (cpt_codes_cms1500_id, rev);
