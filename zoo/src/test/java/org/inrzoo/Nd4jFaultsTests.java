package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.inrzoo.engine.samediff.Backend;
import org.inrzoo.parameter.RandomSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.PadMode;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.LocalResponseNormalizationConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** Faults of ND4J 1.0.0-M2.1 and the lint that keeps them out of the zoo's graphs. */
class Nd4jFaultsTests {

    private static final LocalResponseNormalizationConfig NEIGHBORS = LocalResponseNormalizationConfig.builder()
            .depth(2)
            .alpha(1)
            .beta(0.5)
            .bias(1)
            .build();

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
            sd -> x(sd).sum(1),
            sd -> sd.nn().softmax(x(sd), 1),
            sd -> sd.nn().logSoftmax(x(sd), 1),
            sd -> sd.math().logSumExp(x(sd), 1),
            sd -> sd.nn().preciseGelu(x(sd)),
            sd -> sd.nn().dropout(x(sd), 0.5),
            sd -> sd.nn().dropoutInverted(x(sd), 0.5),
            sd -> sd.nn().pad(x(sd), margins(sd), PadMode.REFLECT, 0),
            sd -> sd.nn().prelu(maps(sd, 1, 2, 4, 4), maps(sd, 2, 1, 1), 2, 3),
            sd -> sd.cnn().localResponseNormalization(maps(sd, 1, 4, 2, 2), NEIGHBORS),
            sd -> sd.cnn().conv2d(maps(sd, 1, 3, 4, 4), maps(sd, 3, 3, 3, 3), convolution(WeightsFormat.OIYX)),
            sd -> sd.cnn().depthWiseConv2d(maps(sd, 1, 3, 4, 4), maps(sd, 3, 3, 3, 3), convolution(WeightsFormat.OIYX)),
            sd -> sd.cnn().conv2d(maps(sd, 1, 3, 7, 7), maps(sd, 3, 3, 3, 3), dilated()),
            sd -> sd.cnn().depthWiseConv2d(maps(sd, 1, 3, 7, 7), maps(sd, 3, 3, 3, 1), dilated()),
            sd -> sd.cnn().im2Col(maps(sd, 1, 1, 4, 4), windows(PaddingMode.SAME, 0)),
            sd -> sd.cnn().upsampling2d(maps(sd, 1, 2, 2, 1), 2, 2, false),
            sd -> sd.cnn().avgPooling2d(maps(sd, 1, 1, 2, 2), padded(Pooling2D.Divisor.INCLUDE_PADDING)),
            sd -> sd.cnn().extractImagePatches(maps(sd, 1, 4, 4, 1), 2, 2, 1, 1, 1, 1, false),
            sd -> sd.loss().sparseSoftmaxCrossEntropy(x(sd), sd.constant(Nd4j.createFromArray(0, 1))));

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

    /** Some numbers, in double precision. */
    private static SDVariable maps(SameDiff sd, long... shape) {
        RandomSource random = new RandomSource(shape.length);
        INDArray values = Nd4j.create(DataType.DOUBLE, shape);
        for (long i = 0; i < values.length(); i++) {
            values.putScalar(i, random.normal());
        }
        return sd.constant(values);
    }

    private static SDVariable margins(SameDiff sd) {
        return sd.constant(Nd4j.createFromArray(new int[][] {{1, 1}, {1, 1}}));
    }

    private static Conv2DConfig convolution(WeightsFormat format) {
        return Conv2DConfig.builder()
                .kH(3)
                .kW(3)
                .pH(1)
                .pW(1)
                .dataFormat("NCHW")
                .weightsFormat(format)
                .build();
    }

    private static Conv2DConfig dilated() {
        return Conv2DConfig.builder().kH(3).kW(3).dH(2).dW(2).dataFormat("NCHW").build();
    }

    private static Conv2DConfig windows(PaddingMode mode, int padding) {
        return Conv2DConfig.builder()
                .kH(3)
                .kW(3)
                .pH(padding)
                .pW(padding)
                .paddingMode(mode)
                .build();
    }

    private static Pooling2DConfig padded(Pooling2D.Divisor divisor) {
        return Pooling2DConfig.builder()
                .kH(2)
                .kW(2)
                .sH(2)
                .sW(2)
                .pH(1)
                .pW(1)
                .divisor(divisor)
                .build();
    }

    @Test
    void ofArgumentsAreNotSeenWhereTheArgumentsAreOthers() {
        SameDiff graph = SameDiff.create();
        SDVariable x = maps(graph, 1, 3, 4, 4);
        graph.cnn().conv2d(x, maps(graph, 3, 3, 3, 3), convolution(WeightsFormat.YXIO));
        graph.cnn().depthWiseConv2d(x, maps(graph, 3, 3, 3, 3), convolution(WeightsFormat.YXIO));
        graph.cnn().im2Col(x, windows(PaddingMode.VALID, 1));
        graph.cnn().upsampling2d(x, 2, 2, true);
        graph.cnn().avgPooling2d(x, padded(Pooling2D.Divisor.EXCLUDE_PADDING));
        graph.nn().pad(x(graph), margins(graph), PadMode.CONSTANT, 0);
        graph.nn().logSoftmax(x(graph));
        assertThat(Nd4jFaults.in(graph)).isEmpty();
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

        private static final double STEP = 1e-5;
        private static final double RIGHT = 1e-6;
        private static final double WRONG = 0.1;

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

        @Test
        void theGradientByKernelsInAnotherOrderIsWrong() {
            assertThat(error(kernel(WeightsFormat.YXIO), 3, 3, 3, 3)).isLessThan(RIGHT);
            assertThat(error(kernel(WeightsFormat.OIYX), 3, 3, 3, 3)).isGreaterThan(WRONG);
        }

        private UnaryOperator<SDVariable> kernel(WeightsFormat format) {
            return w -> w.getSameDiff().cnn().conv2d(maps(w.getSameDiff(), 1, 3, 4, 4), w, convolution(format));
        }

        @Test
        void aDepthwiseConvolutionWithKernelsInAnotherOrderIsWrong() {
            SameDiff sd = SameDiff.create();
            SDVariable x = maps(sd, 1, 3, 4, 4);
            SDVariable kernel = maps(sd, 3, 3, 3, 3); // [height, width, in, of each]
            INDArray usual = sd.cnn()
                    .depthWiseConv2d(x, kernel, convolution(WeightsFormat.YXIO))
                    .eval();
            SDVariable turned = sd.permute(kernel, 3, 2, 0, 1);
            INDArray other = sd.cnn()
                    .depthWiseConv2d(x, turned, convolution(WeightsFormat.OIYX))
                    .eval();
            assertThat(usual.distance2(other)).isGreaterThan(WRONG);
        }

        /** In double precision as without oneDNN it is right. */
        @Test
        void ofOneDnnAreDilatedKernelsInSinglePrecision() {
            SameDiff sd = SameDiff.create();
            SDVariable x = maps(sd, 1, 3, 7, 7).castTo(DataType.FLOAT);
            SDVariable found = sd.cnn().conv2d(x, maps(sd, 3, 3, 3, 3).castTo(DataType.FLOAT), dilated());
            if (Backend.hasOneDnn()) {
                assertThatThrownBy(found::eval).isInstanceOf(RuntimeException.class);
            } else {
                assertThat(found.eval().shape()).containsExactly(1, 3, 3, 3);
            }
            assertThat(error(
                            y -> y.getSameDiff().cnn().conv2d(y, maps(y.getSameDiff(), 3, 3, 3, 3), dilated()),
                            1,
                            3,
                            7,
                            7))
                    .isLessThan(RIGHT);
        }

        @Test
        void windowsWithSamePaddingAreNotPadded() {
            SameDiff sd = SameDiff.create();
            SDVariable x = maps(sd, 1, 1, 4, 4);
            INDArray same = sd.cnn().im2Col(x, windows(PaddingMode.SAME, 0)).eval();
            INDArray padded = sd.cnn().im2Col(x, windows(PaddingMode.VALID, 1)).eval();
            assertThat(same.shape()).isEqualTo(padded.shape());
            assertThat(same.distance2(padded)).isGreaterThan(WRONG);
        }

        @Test
        void theGradientOfUpsamplingIsWrongWhereChannelsAreLast() {
            assertThat(error(x -> x.getSameDiff().cnn().upsampling2d(x, 2, 2, true), 1, 2, 3, 2))
                    .isLessThan(RIGHT);
            assertThat(error(x -> x.getSameDiff().cnn().upsampling2d(x, 2, 2, false), 1, 2, 3, 2))
                    .isGreaterThan(WRONG);
        }

        @Test
        void theGradientOfPaddingByReflectionIsWrong() {
            for (PadMode mode : List.of(PadMode.REFLECT, PadMode.SYMMETRIC)) {
                assertThat(error(x -> x.getSameDiff().nn().pad(x, margins(x.getSameDiff()), mode, 0), 3, 3))
                        .as(mode.name())
                        .isGreaterThan(WRONG);
            }
            assertThat(error(x -> x.getSameDiff().nn().pad(x, margins(x.getSameDiff()), PadMode.CONSTANT, 0), 3, 3))
                    .isLessThan(RIGHT);
        }

        @Test
        void theGradientOfNormalizingOverNeighborsIsWrong() {
            assertThat(error(x -> x.getSameDiff().cnn().localResponseNormalization(x, NEIGHBORS), 1, 4, 2, 2))
                    .isGreaterThan(WRONG);
        }

        /** e^-100000 is 0, so the first is 1; and its arguments are those that a softmax in single precision takes well. */
        @Test
        void theSoftmaxOfACubeIsNoNumberWhereArgumentsAreFarApart() {
            SameDiff sd = SameDiff.create();
            INDArray far = Nd4j.createFromArray(new double[][][] {{{-1e5, -2e5, -3e5}}});
            assertThat(sd.nn().softmax(sd.constant(far), 2).eval().getDouble(0)).isNaN();
        }

        @Test
        void theLogarithmOfASoftmaxHasNoGradientWhereAnAxisIsNamed() {
            assertThatThrownBy(() -> error(x -> x.getSameDiff().nn().logSoftmax(x, 1), 3, 4))
                    .isInstanceOf(RuntimeException.class);
            assertThat(error(x -> x.getSameDiff().nn().logSoftmax(x), 3, 4)).isLessThan(RIGHT);
        }

        @Test
        void theGradientOfLogSumExpThrows() {
            assertThatThrownBy(() -> error(x -> x.getSameDiff().math().logSumExp(x, 1), 3, 4))
                    .isInstanceOf(RuntimeException.class);
        }

        @Test
        void theGradientOfSharedSlopesThrowsOnLargeMaps() {
            UnaryOperator<SDVariable> slopes = x -> x.getSameDiff().nn().prelu(x, maps(x.getSameDiff(), 2, 1, 1), 2, 3);
            assertThat(error(slopes, 2, 2, 3, 3)).isLessThan(RIGHT);
            assertThatThrownBy(() -> error(slopes, 2, 2, 9, 9)).isInstanceOf(RuntimeException.class);
        }

        @Test
        void dropoutPatchesAndResizingHaveNoGradient() {
            assertThatThrownBy(() -> error(x -> x.getSameDiff().nn().dropout(x, 0.5), 3, 4))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> error(x -> x.getSameDiff().nn().dropoutInverted(x, 0.5), 3, 4))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> error(
                            x -> x.getSameDiff().cnn().extractImagePatches(x, 2, 2, 1, 1, 1, 1, false), 1, 4, 4, 1))
                    .isInstanceOf(UnsupportedOperationException.class);
        }

        /** x Φ(x) is 0.841345 at 1. */
        @Test
        void preciseGeluIsAnotherFunction() {
            SameDiff sd = SameDiff.create();
            INDArray found =
                    sd.nn().preciseGelu(sd.constant(Nd4j.createFromArray(1.0))).eval();
            assertThat(found.getDouble(0)).isNotCloseTo(0.841345, within(5e-3));
        }

        /** Of ones, padded by zeros, a corner's mean is a quarter where padding counts. */
        @Test
        void meansThatShouldCountThePaddingDoNot() {
            SameDiff sd = SameDiff.create();
            SDVariable ones = sd.constant(Nd4j.ones(DataType.DOUBLE, 1, 1, 2, 2));
            INDArray found = sd.cnn()
                    .avgPooling2d(ones, padded(Pooling2D.Divisor.INCLUDE_PADDING))
                    .eval();
            assertThat(found.getDouble(0)).isNotCloseTo(0.25, within(0.1));
        }

        @Test
        void theGradientOfCrossEntropyOfNumberedClassesIsWrong() {
            assertThat(error(
                            x -> x.getSameDiff()
                                    .loss()
                                    .sparseSoftmaxCrossEntropy(
                                            x, x.getSameDiff().constant(Nd4j.createFromArray(0, 1, 2))),
                            3,
                            4))
                    .isGreaterThan(WRONG);
        }

        /** How far the gradient of a sum of y(x) with random factors is from central differences, at most. */
        private static double error(UnaryOperator<SDVariable> function, long... shape) {
            SameDiff sd = SameDiff.create();
            SDVariable x = sd.var("x", maps(SameDiff.create(), shape).getArr());
            SDVariable y = function.apply(x);
            SDVariable factors = maps(sd, y.eval().shape());
            INDArray found = gradient(sd, x, y.mul(factors)).dup('c');
            INDArray values = sd.getVariable("x").getArr();
            double worst = 0;
            for (long i = 0; i < values.length(); i++) {
                double here = values.getDouble(i);
                values.putScalar(i, here + STEP);
                double more = sd.outputSingle(Map.of(), "loss").getDouble(0);
                values.putScalar(i, here - STEP);
                double less = sd.outputSingle(Map.of(), "loss").getDouble(0);
                values.putScalar(i, here);
                worst = Math.max(worst, Math.abs((more - less) / (2 * STEP) - found.getDouble(i)));
            }
            return worst;
        }

        /** The gradient of Σ y by a variable. */
        private static INDArray gradient(SameDiff sd, SDVariable variable, SDVariable y) {
            sd.reshape(y, -1, 1, 1).sum("loss", 0, 1, 2);
            sd.setLossVariables("loss");
            return sd.calculateGradients(Map.of(), variable.name()).get(variable.name());
        }
    }
}
