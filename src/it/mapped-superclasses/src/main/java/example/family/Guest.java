package example.family;

import jakarta.persistence.Entity;

@Entity
public class Guest extends Named {

}
