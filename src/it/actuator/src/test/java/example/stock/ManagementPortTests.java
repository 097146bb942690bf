package example.stock;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * The same where the endpoints have a port, and so a child context, of their own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class ManagementPortTests extends ActuatorContract {

}
