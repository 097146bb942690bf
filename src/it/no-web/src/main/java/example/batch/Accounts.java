package example.batch;

import org.springframework.data.jpa.repository.JpaRepository;

interface Accounts extends JpaRepository<BatchApplication.Account, Integer> {

}
