package org.inrzoo.bench;

/** Brings a {@link Contender} from outside the zoo; found through {@link java.util.ServiceLoader}. */
public interface PeerProvider {

    /** The name the command line asks for, such as {@code libtorch}. */
    String name();

    /** The peer with the workload's network. */
    Contender create(Workload workload);
}
