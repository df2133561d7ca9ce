package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.inrzoo.kernel.CellError;
import org.inrzoo.kernel.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left for the next cells when the reader interrupts a cell that fits. */
class InterruptTests {

    private static final String STEP = "inrzoo.test.step";

    private static final String SETUP = """
            import org.inrzoo.*;
            import org.inrzoo.datasets.*;
            import org.inrzoo.notebook.*;
            var model = Zoo.get("siren").with("width", 8).with("steps", 100_000_000);
            var camera = Datasets.image("camera", 16);
            org.inrzoo.fit.FitListener watch = progress -> System.setProperty("inrzoo.test.step", "" + progress.step());
            """;

    @AfterEach
    void forget() {
        System.clearProperty(STEP);
    }

    @Test
    void theNetworkSoFar() throws Exception {
        try (Session session = new Session()) {
            session.evaluate("first", SETUP);
            Thread reader = new Thread(() -> {
                while (System.getProperty(STEP) == null) {
                    Thread.onSpinWait();
                }
                session.interrupt();
            });
            reader.start();
            assertThatThrownBy(() -> session.evaluate("second", "var fitted = model.fit(camera, watch);"))
                    .isInstanceOf(CellError.class)
                    .hasMessageContaining("interrupted");
            reader.join();
            assertThat(session.evaluate("third", "fitted.render(24, 24).width()"))
                    .hasValue(24);
        }
    }
}
