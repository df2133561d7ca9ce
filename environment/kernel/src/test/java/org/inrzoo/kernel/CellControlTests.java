package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import jdk.jshell.spi.ExecutionControl.StoppedException;
import org.junit.jupiter.api.Test;

class CellControlTests {

    private static int runs;

    public static void piece() {
        runs++;
    }

    @Test
    void aPieceDoesNotBeginOnceItsCellWasInterrupted() throws Exception {
        CellControl control = new CellControl();
        Method piece = CellControlTests.class.getMethod("piece");
        control.interrupt();
        assertThatThrownBy(() -> control.invoke(piece)).isInstanceOf(StoppedException.class);
        assertThat(runs).isZero();
        control.reset();
        control.invoke(piece);
        assertThat(runs).isEqualTo(1);
        control.close();
    }
}
