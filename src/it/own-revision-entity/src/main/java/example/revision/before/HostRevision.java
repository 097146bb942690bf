package example.revision.before;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;

@Entity
@RevisionEntity
public class HostRevision {

	@Id
	@GeneratedValue
	@RevisionNumber
	int id;

	@RevisionTimestamp
	long timestamp;

}
