package org.inrzoo.signal;

import java.util.List;
import org.inrzoo.field.Axis;

/** Something that a network can represent, as it was read. */
public interface Signal {

    /** Where it came from. */
    Origin origin();

    /** Where it lives, in its own units. */
    List<Axis> axes();

    /** Values per point. */
    int channels();

    /** Fingerprint of all its numbers. */
    String sha256();

    /** The name of its {@link SignalKind}, such as {@code audio}. */
    default String kind() {
        return origin().kind();
    }

    /** What it was read from, so that it can be read again: a built-in name or an absolute path. */
    default String source() {
        return origin().source();
    }

    /** Its name for people: a built-in name, or a file's without its folder. */
    default String name() {
        return origin().name();
    }

    /** What a user should know about how it was read; often nothing. */
    default List<String> notes() {
        return origin().notes();
    }
}
