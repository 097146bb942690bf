package example.gazette;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Desk {

	private final Newsroom newsroom;

	Desk(Newsroom newsroom) {
		this.newsroom = newsroom;
	}

	@PostMapping("/articles")
	Long write(@RequestParam String title) {
		return this.newsroom.write(title);
	}

	@PutMapping("/articles/{id}")
	void rename(@PathVariable Long id, @RequestParam String title, @RequestParam String tag) {
		this.newsroom.rename(id, title, tag);
	}

	@Service
	static class Newsroom {

		private final Articles articles;

		Newsroom(Articles articles) {
			this.articles = articles;
		}

		@Transactional
		public Long write(String title) {
			return this.articles.save(new Article(title)).getId();
		}

		@Transactional
		public void rename(Long id, String title, String tag) {
			this.articles.findById(id).orElseThrow().rename(title, tag);
		}

	}

}
