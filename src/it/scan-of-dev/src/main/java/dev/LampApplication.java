package dev;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class LampApplication {

}
