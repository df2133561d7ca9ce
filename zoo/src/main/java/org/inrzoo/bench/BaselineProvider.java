package org.inrzoo.bench;

/** Brings a {@link BenchmarkSubject} from outside the zoo; found through {@link java.util.ServiceLoader}. */
public interface BaselineProvider {

    /** The name the command line asks for, such as {@code libtorch}. */
    String name();

    /** The baseline with the workload's network. */
    BenchmarkSubject create(Workload workload);
}
