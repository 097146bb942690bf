package example.querydsl;

import com.querydsl.core.types.dsl.PathBuilder;
import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class QuerydslApplicationTests {

	@Autowired
	private Songs songs;

	@Autowired
	private ChangeLog changeLog;

	@Autowired
	private EntityManager entities;

	@Test
	void theQuerydslInUseIsTheHosts() {
		assertThat(JPAQuery.class.getProtectionDomain().getCodeSource().getLocation().getPath())
			.contains("/querydsl-jpa/" + System.getProperty("querydsl.in-use") + "/");
	}

	@Test
	void theLibraryAndTheHostWorkWithIt() {
		Song song = new Song();
		song.title = "Erlking";
		this.songs.save(song);
		song.title = "Erlkönig";
		this.songs.save(song);
		ChangePage page = this.changeLog.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("SONG", "1")), 0,
				10);
		assertThat(page.total()).isEqualTo(2);
		assertThat(page.entries().get(0).changes())
			.containsExactly(new FieldChange.Value("title", "Erlking", "Erlkönig", true));
		PathBuilder<Song> path = new PathBuilder<>(Song.class, "song");
		assertThat(new JPAQuery<Song>(this.entities).from(path).where(path.getString("title").startsWith("Erl")).fetch())
			.hasSize(1);
	}

}
