package example.names;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditController {

	@GetMapping("/audits")
	String audits() {
		return "once a year";
	}

}
