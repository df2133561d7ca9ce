package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Faults of ND4J 1.0.0-M2.1 and the lint that keeps them out of the zoo's graphs. */
class Nd4jFaultsTests {

    @SuppressWarnings("UnusedVariable") // FieldSource reads it
    private static final List<Function<SameDiff, SDVariable>> MISTAKES = List.of(
            sd -> sd.gather(x(sd), sd.constant(Nd4j.createFromArray(1, 0)), 0),
            sd -> sd.gatherNd(x(sd), sd.constant(Nd4j.createFromArray(new int[][] {{1}, {0}}))),
            sd -> sd.nn().batchNorm(x(sd), x(sd), x(sd), x(sd), x(sd), 1e-5, 1),
            sd -> sd.variance(x(sd), false, 0),
            sd -> sd.where(x(sd), x(sd), x(sd).gt(0)),
            sd -> sd.tensorMmul(x(sd), x(sd), new int[] {1}, new int[] {0}),
            sd -> sd.dynamicStitch(new SDVariable[] {sd.constant(Nd4j.createFromArray(0, 1))}, x(sd)),
            sd -> x(sd).get(SDIndex.interval(0, 1)),
            sd -> sd.loss().meanSquaredError(x(sd), x(sd), null),
            sd -> sd.mmul(x(sd), x(sd), false, true, false),
            sd -> x(sd).div(sd.var("s", DataType.FLOAT, 1)),
            sd -> x(sd).mean(true, 0),
            sd -> x(sd).sum(1));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void areFoundInAGraph(Function<SameDiff, SDVariable> mistake) {
        SameDiff graph = SameDiff.create();
        SDVariable unused = mistake.apply(graph);
        assertThat(Nd4jFaults.in(graph)).isNotEmpty();
    }

    private static SDVariable x(SameDiff sd) {
        return sd.hasVariable("x") ? sd.getVariable("x") : sd.var("x", DataType.FLOAT, 2, 2);
    }

    @Test
    void areNotSeenWhereThereAreNone() {
        SameDiff graph = SameDiff.create();
        SDVariable x = x(graph);
        x.mmul(x).div(x).div(graph.constant(2f)).sum();
        graph.reshape(x, -1, 2, 1).mean(true, 0);
        assertThat(Nd4jFaults.in(graph)).isEmpty();
    }

    /** A test that fails here says that a new ND4J has mended the fault, and its ban can be lifted. */
    @Nested
    class AreStillThere {

        private static PrintStream out;

        /** ND4J writes a line for every operation it differentiates. */
        @BeforeAll
        static void silence() {
            out = System.out;
            System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        }

        @AfterAll
        static void restore() {
            System.setOut(out);
        }

        /** L = Σ x/s with x = (1, 2, 3, 4) and s = 2, so dL/ds = -Σ x / s² = -2.5. */
        @Test
        void theGradientByASingleDivisorIsWrong() {
            SameDiff sd = SameDiff.create();
            SDVariable x = sd.constant(Nd4j.createFromArray(1.0, 2.0, 3.0, 4.0).reshape(2, 2));
            SDVariable s = sd.var("s", Nd4j.createFromArray(2.0));
            double byDivision = gradient(sd, s, x.div(s)).getDouble(0);
            assertThat(byDivision).isNotCloseTo(-2.5, within(0.1));
        }

        /** The way around it. */
        @Test
        void theGradientByASingleReciprocalIsRight() {
            SameDiff sd = SameDiff.create();
            SDVariable x = sd.constant(Nd4j.createFromArray(1.0, 2.0, 3.0, 4.0).reshape(2, 2));
            SDVariable s = sd.var("s", Nd4j.createFromArray(2.0));
            double byReciprocal =
                    gradient(sd, s, x.mul(sd.math().reciprocal(s))).getDouble(0);
            assertThat(byReciprocal).isCloseTo(-2.5, within(1e-12));
        }

        /** y = a bᵀ of two rows is a single number, and its gradient by a is b. */
        @Test
        void theGradientOfATransposedProductOfRowsIsWrong() {
            SameDiff sd = SameDiff.create();
            SDVariable a = sd.var("a", Nd4j.createFromArray(new double[][] {{1, 2}}));
            SDVariable b = sd.constant(Nd4j.createFromArray(new double[][] {{3, 5}}));
            INDArray gradient = gradient(sd, a, sd.mmul(a, b, false, true, false));
            assertThat(gradient.dup('c').data().asDouble()).isNotEqualTo(new double[] {3, 5});
        }

        @Test
        void aMatrixOfOneRowCannotBeReducedAlongThatAxis() {
            SameDiff sd = SameDiff.create();
            SDVariable x = sd.var("x", Nd4j.createFromArray(new double[][] {{1, 2, 3, 4}}));
            assertThatThrownBy(() -> gradient(sd, x, x.mean(true, 0))).isInstanceOf(NullPointerException.class);
        }

        /** The gradient of Σ y by a variable. */
        private static INDArray gradient(SameDiff sd, SDVariable variable, SDVariable y) {
            sd.reshape(y, -1, 1, 1).sum("loss", 0, 1, 2);
            sd.setLossVariables("loss");
            return sd.calculateGradients(Map.of(), variable.name()).get(variable.name());
        }
    }
}
