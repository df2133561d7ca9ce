package org.inrzoo;

import java.util.List;
import java.util.Optional;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.Safetensors;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Psnr;
import org.inrzoo.metric.Score;
import org.inrzoo.record.FitRecord;
import org.inrzoo.weights.WeightsSubject;

/** Fitted images. */
public final class ImageWeights implements TrainedKind<FitRecord, FittedImage> {

    @Override
    public boolean reads(Safetensors content) {
        return FittedImageFile.reads(content);
    }

    @Override
    public FittedImage read(Safetensors content, String name) {
        return FittedImageFile.read(content, name, FittedImageFile::registered);
    }

    @Override
    public Class<FitRecord> record() {
        return FitRecord.class;
    }

    @Override
    public WeightsSubject subject(FitRecord record) {
        return new WeightsSubject(
                "image",
                record.image(),
                List.of(record.width(), record.height()),
                WeightsSubject.word(record.image()) + Math.max(record.width(), record.height()),
                truth(record).map(image -> Datasets.provenance(record.image()).license()));
    }

    @Override
    public Optional<List<Score>> scores(FittedImage trained, FitRecord record) {
        return truth(record)
                .map(image -> List.of(Measure.PSNR.of(Psnr.standard(
                        trained.render(image.width(), image.height()).values(), image.values()))));
    }

    /** The picture, where it is one of the zoo's own. */
    private static Optional<Image> truth(FitRecord record) {
        if (!Datasets.isName(record.image())) {
            return Optional.empty();
        }
        Image whole = Datasets.image(record.image());
        int side = Math.max(record.width(), record.height());
        Image image = side == Math.max(whole.width(), whole.height()) ? whole : Datasets.image(record.image(), side);
        return Optional.of(image).filter(found -> found.sha256().equals(record.dataSha256()));
    }
}
