package example.stock;

import org.springframework.data.jpa.repository.JpaRepository;

interface Articles extends JpaRepository<Article, String> {

}
