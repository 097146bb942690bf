package example.querydsl;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

@Entity
@Audited
public class Song {

	@Id
	long id = 1;

	String title;

}
