package dev;

import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.RevtrailRevisionListener;
import jakarta.persistence.Entity;
import org.hibernate.envers.RevisionEntity;

@Entity
@RevisionEntity(RevtrailRevisionListener.class)
public class HostRevision extends RevtrailRevision {

	String shift = "night";

}
