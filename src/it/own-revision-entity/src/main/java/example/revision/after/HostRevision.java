package example.revision.after;

import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.RevtrailRevisionListener;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.envers.RevisionEntity;

@Entity
@Table(name = "revtrail_revision")
@RevisionEntity(RevtrailRevisionListener.class)
public class HostRevision extends RevtrailRevision {

	String shift = "night";

}
