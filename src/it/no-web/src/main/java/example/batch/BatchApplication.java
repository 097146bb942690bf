package example.batch;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class BatchApplication {

	public static void main(String[] args) {
		SpringApplication.run(BatchApplication.class, args);
	}

	@Bean
	CommandLineRunner importAccounts(Accounts accounts) {
		return (args) -> {
			Account account = new Account();
			account.owner = "Ada";
			accounts.save(account);
			account.owner = "Grace";
			accounts.save(account);
		};
	}

	@Entity(name = "Account")
	@Audited
	static class Account {

		@Id
		int id = 1;

		String owner;

	}

}
