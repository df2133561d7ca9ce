package org.inrzoo.scene;

/** What a free number of a network says of the density of a medium, per unit of length. */
public interface Density {

    /** The density. */
    double of(double number);

    /** Its change by the number. */
    double slope(double number);

    /** Whether the number is the distance to a surface, which then lies where it is 0. */
    default boolean isOfDistance() {
        return false;
    }
}
