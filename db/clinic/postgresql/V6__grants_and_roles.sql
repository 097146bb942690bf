-- Who may read the audit log beyond those whose role allows it.
alter table users add column can_view_audit_log boolean not null default false;
alter table users_aud add column can_view_audit_log boolean;

-- The role of a member.
alter table organization_membership add column role varchar(20);
alter table organization_membership_aud add column role varchar(20);
update organization_membership set role = (select users.role from users where users.id = organization_membership.user_id);
