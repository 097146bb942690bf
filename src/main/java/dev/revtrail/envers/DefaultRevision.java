package dev.revtrail.envers;

import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.envers.RevisionEntity;

/**
 * The revision entity of hosts that bring none of their own.
 */
@LibraryTable
@Entity(name = "RevtrailRevision")
@Table(name = "revtrail_revision", indexes = @Index(name = "ix_revtrail_revision_request", columnList = "request_id"))
@RevisionEntity(RevtrailRevisionListener.class)
public class DefaultRevision extends RevtrailRevision {

}
