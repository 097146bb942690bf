package example.shelf;

import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.graphql.test.autoconfigure.GraphQlTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/** Nothing of the library is in a slice that has no JPA. */
class SlicesWithoutJpaTests {

	private static Stream<String> libraryBeans(ApplicationContext slice) {
		return Stream.of(slice.getBeanDefinitionNames())
			.filter((name) -> name.startsWith("revtrail") || name.startsWith("dev.revtrail"));
	}

	@Nested
	@WebMvcTest
	@WithMockUser
	class Web {

		@MockitoBean
		private Novels novels;

		@Test
		void hasNothingOfIt(@Autowired ApplicationContext slice, @Autowired MockMvcTester mvc) {
			given(this.novels.findById(1L)).willReturn(Optional.of(new Novel("Emma")));

			assertThat(mvc.get().uri("/novels/1/title")).hasBodyTextEqualTo("Emma");
			assertThat(libraryBeans(slice)).isEmpty();
		}

	}

	@Nested
	@GraphQlTest
	class GraphQl {

		@MockitoBean
		private Novels novels;

		@Test
		void hasNothingOfIt(@Autowired ApplicationContext slice, @Autowired GraphQlTester graphQl) {
			given(this.novels.findById(1L)).willReturn(Optional.of(new Novel("Emma")));

			graphQl.document("{ title(id: 1) }").execute().path("title").entity(String.class).isEqualTo("Emma");
			assertThat(libraryBeans(slice)).isEmpty();
		}

	}

	@Nested
	@DataJdbcTest
	class Jdbc {

		@Test
		void hasNothingOfIt(@Autowired ApplicationContext slice) {
			assertThat(libraryBeans(slice)).isEmpty();
		}

	}

}
