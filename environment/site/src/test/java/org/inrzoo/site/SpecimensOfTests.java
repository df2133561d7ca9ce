package org.inrzoo.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Variant;
import org.inrzoo.metric.BetweenReference;
import org.inrzoo.record.FitRecord;

/** Small networks with their first weights, in place of fitted ones. */
final class SpecimensOfTests {

    static final int SIDE = 48;

    private static final Map<String, Integer> SMALL =
            Map.of("width", 24, "depth", 4, "frequencies", 8, "logTable", 9, "finest", 64);

    private SpecimensOfTests() {}

    static FittedImage network(String name) {
        Variant variant = Zoo.get(name).variant();
        for (Map.Entry<String, Integer> setting : SMALL.entrySet()) {
            if (variant.settings().containsKey(setting.getKey())) {
                variant = variant.with(setting.getKey(), setting.getValue());
            }
        }
        float[] first = variant.architecture(SIDE, SIDE, 1).parameters().initialize(3);
        return FittedImage.trained(variant, SIDE, SIDE, 1, first, "auto", 1);
    }

    static Optional<Specimen> of(ZooModel model) {
        Image camera = Datasets.image("camera", SIDE);
        FittedImage network = network(model.name());
        FitRecord record = FitRecord.of(
                new FitRecord.Fitted(model.name(), Map.of(), 1, 0, ""),
                new FitRecord.Computation("auto", 1, 1, 1.0, 1.0, 1.0),
                new FitRecord.Quality(10 + model.name().length(), 10, 10, 10.0, 10.0, BetweenReference.SOURCE, null),
                FitRecord.Picture.of("camera", camera),
                Map.of(),
                Map.of());
        return Optional.of(new Specimen(
                "camera48",
                network,
                Optional.of(camera),
                record,
                record.psnr(),
                model.name() + ".camera256",
                List.of(new double[] {1, 5}, new double[] {2, 9})));
    }
}
