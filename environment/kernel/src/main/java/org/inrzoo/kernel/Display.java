package org.inrzoo.kernel;

import java.util.UUID;

/**
 * What cells can call to show something before they end. Kernels for Java agree on these methods, so that notebooks that use
 * only them run everywhere.
 */
public final class Display {

    /** Where shown values go. */
    public interface Sink {

        /** Shows a value in a place that later updates can name. */
        void show(String id, MimeBundle bundle);

        /** Shows another value in all places of this name. */
        void update(String id, MimeBundle bundle);
    }

    private static volatile Sink sink;

    private Display() {}

    /** Sends what is shown from now on to {@code sink}; null prints their text form instead. */
    static void to(Sink newSink) {
        sink = newSink;
    }

    /** Whether values reach a notebook, where updates replace what was shown. */
    public static boolean attached() {
        return sink != null;
    }

    /**
     * The value in the forms a front end can show.
     *
     * @param types MIME types to show it as, such as {@code "text/html"}; none leaves the choice to the kernel
     */
    public static MimeBundle render(Object value, String... types) {
        return Renderer.render(value, types);
    }

    /**
     * Shows a value at once.
     *
     * @param types as of {@link #render}
     * @return the name of the place, for {@link #updateDisplay}
     */
    public static String display(Object value, String... types) {
        String id = UUID.randomUUID().toString();
        MimeBundle bundle = render(value, types);
        Sink current = sink;
        if (current == null) {
            System.out.println(bundle.text());
        } else {
            current.show(id, bundle);
        }
        return id;
    }

    /**
     * Shows another value where {@link #display} showed one.
     *
     * @param id what {@code display} returned
     */
    public static void updateDisplay(String id, Object value, String... types) {
        MimeBundle bundle = render(value, types);
        Sink current = sink;
        if (current != null) {
            current.update(id, bundle);
        }
    }
}
