package dev.revtrail.envers;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.envers.RevisionEntity;

/**
 * The revision entity of hosts that bring none of their own.
 */
@Entity(name = "RevtrailRevision")
@Table(name = "revtrail_revision")
@RevisionEntity(RevtrailRevisionListener.class)
public class DefaultRevision extends RevtrailRevision {

}
