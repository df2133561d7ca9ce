package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.family.Family;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.IntermediateOutputs;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureDiagramTests {

    /** The zoo's own models: a notebook that ran before in this process may have registered the reader's. */
    static Stream<ZooModel> models() {
        return Zoo.ofCoordinates().stream()
                .filter(model ->
                        model.variant().family().getClass().getPackage().equals(Family.class.getPackage()));
    }

    private static Stream<Layer> parts(Layer layer) {
        return layer instanceof IntermediateOutputs chain ? chain.steps().stream() : Stream.of(layer);
    }

    @ParameterizedTest
    @MethodSource("models")
    void knowEveryLayerOfTheZoo(ZooModel model) {
        Architecture network = model.architecture(2, 1);
        assertThat(network.layers().stream().flatMap(ArchitectureDiagramTests::parts))
                .allMatch(LayerSketch::knows);
        BufferedImage picture = new ArchitectureDiagram(model.name(), network).draw();
        assertThat(picture.getWidth())
                .as("width, pixels, of a drawing on a page")
                .isLessThanOrEqualTo(1000);
        assertThat(bottomIsWhite(picture))
                .as("nothing is cut off at the bottom")
                .isTrue();
    }

    private static boolean bottomIsWhite(BufferedImage picture) {
        int y = picture.getHeight() - 1;
        for (int x = 0; x < picture.getWidth(); x++) {
            if (picture.getRGB(x, y) != Color.WHITE.getRGB()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void showALayerOfTheReadersOwnByItsName() {
        record Mine(Dense inside) implements org.inrzoo.layer.Activation {
            @Override
            public org.nd4j.autodiff.samediff.SDVariable define(
                    org.inrzoo.layer.LayerGraph graph, org.nd4j.autodiff.samediff.SDVariable x) {
                return x;
            }
        }
        Dense dense = new Dense(1, Initializer.zeros(), Initializer.zeros());
        assertThat(LayerSketch.of(new Mine(dense)).title()).isEqualTo("Mine");
        Architecture network = new Architecture(1, List.of(new Identity(Range.UNIT), new Mine(dense), dense));
        assertThat(new ArchitectureDiagram("mine", network).draw().getWidth()).isEqualTo(500);
    }
}
