package org.inrzoo.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.inrzoo.family.Source;

/** X-MLP, Wang, Cai and Peng 2023: pictures without patches or convolutions; see {@link AxisNetwork}. */
public final class XMlp implements VisionProvider {

    private static final Source SOURCE = new Source(
            "X-MLP: A Patch Embedding-Free MLP Architecture for Vision, Wang, Cai and Peng, arXiv 2307.00592",
            "abstract",
            Set.of(),
            "Reconstruction: the paper's body could not be read. Linear layers alone, along width, height and channels by turns and"
                    + " without patches, are the abstract's; depth, widths, norms, activation, shortcuts, where the picture is halved"
                    + " and the recipe are chosen here.");

    private static final List<Integer> DEPTHS = List.of(4, 6, 8);

    @Override
    public List<VisionModel> models() {
        List<VisionModel> models = new ArrayList<>();
        for (int depth : DEPTHS) {
            models.add(new VisionModel(
                    "x-mlp-" + depth,
                    depth + " blocks of linear layers along width, height and channels by turns, without patches",
                    new AxisNetwork(1, depth),
                    SOURCE,
                    List.of(
                            "mixer: patches, and linear layers over all of them, of about the parameters of x-mlp-6",
                            "mlp: linear layers on all values, of about as many",
                            "cnn --set width=0.85: convolutions, of about as many")));
        }
        return models;
    }

    /**
     * Which pixels of the picture a position of the last features hears from, once norms, activations and the mixing of channels
     * are left out: all linear layers along one axis together are one matrix, and both axes' are their Kronecker product.
     *
     * <pre>R_rows = Π (I + M₂M₁)ᵀ … of the layers along rows, likewise R_columns;   S = R_rows ⊗ R_columns</pre>
     *
     * @param classifier an x-mlp as it was trained or deployed
     * @param row of the last features, from 0
     * @param column of them
     * @return [rows of the picture][columns of the picture]
     * @throws IllegalArgumentException when the classifier is no x-mlp, or there is no such position
     */
    public static double[][] spatialWeights(Classifier classifier, int row, int column) {
        if (!(classifier.model().family() instanceof AxisNetwork family)) {
            throw new IllegalArgumentException(
                    classifier.model().name() + " does not mix along axes: spatial weights are an x-mlp's");
        }
        double[] rows = chosen(along("rows", family, classifier), row);
        double[] columns = chosen(along("columns", family, classifier), column);
        return IntStream.range(0, rows.length)
                .mapToObj(i -> IntStream.range(0, columns.length)
                        .mapToDouble(j -> rows[i] * columns[j])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] chosen(double[][] weights, int position) {
        if (position < 0 || position >= weights.length) {
            throw new IllegalArgumentException(
                    "there is no position " + position + " among the " + weights.length + " of the last features");
        }
        return weights[position];
    }

    /** All layers along one axis as one matrix, [positions of the last features][positions of the picture]. */
    private static double[][] along(String axis, AxisNetwork family, Classifier classifier) {
        double[][] all = classifier.weight("first/" + axis + "/weight"); // [in][out]
        for (int block = 1; block <= family.depth(); block++) {
            if (block == family.depth() / 2 + 1) {
                all = product(all, classifier.weight("middle/" + axis + "/weight"));
            }
            String name = "block" + block + "/" + axis;
            double[][] mixing =
                    product(classifier.weight(name + "/in/weight"), classifier.weight(name + "/out/weight"));
            for (int i = 0; i < mixing.length; i++) {
                mixing[i][i] += 1;
            }
            all = product(all, mixing);
        }
        double[][] from = all;
        return IntStream.range(0, from[0].length)
                .mapToObj(out -> IntStream.range(0, from.length)
                        .mapToDouble(in -> from[in][out])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }
}
