package example.names;

import org.springframework.test.context.TestPropertySource;

/** A host that allows overriding loses nothing, and neither does the library. */
@TestPropertySource(properties = "spring.main.allow-bean-definition-overriding=true")
class OverridingApplicationTests extends NamesApplicationTests {

}
