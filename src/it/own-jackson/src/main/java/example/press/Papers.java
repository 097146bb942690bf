package example.press;

import org.springframework.data.jpa.repository.JpaRepository;

interface Papers extends JpaRepository<PressApplication.Paper, String> {

}
