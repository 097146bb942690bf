package example.shelf;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

@Controller
class NovelController {

	private final Novels novels;

	NovelController(Novels novels) {
		this.novels = novels;
	}

	@ResponseBody
	@QueryMapping
	@GetMapping("/novels/{id}/title")
	String title(@Argument @PathVariable("id") Long id) {
		return this.novels.findById(id).orElseThrow().title;
	}

}
