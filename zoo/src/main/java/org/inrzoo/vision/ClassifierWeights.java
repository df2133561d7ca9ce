package org.inrzoo.vision;

import java.util.List;
import java.util.Optional;
import org.inrzoo.TrainedKind;
import org.inrzoo.datasets.label.PictureSet;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.io.Safetensors;
import org.inrzoo.metric.Score;
import org.inrzoo.weights.WeightsSubject;

/** Networks that tell pictures' classes apart. */
public final class ClassifierWeights implements TrainedKind<ClassifierRecord, Classifier> {

    @Override
    public boolean reads(Safetensors content) {
        return Classifier.reads(content);
    }

    @Override
    public Classifier read(Safetensors content, String name) {
        return Classifier.of(content, name);
    }

    @Override
    public Class<ClassifierRecord> record() {
        return ClassifierRecord.class;
    }

    @Override
    public WeightsSubject subject(ClassifierRecord record) {
        return new WeightsSubject(
                "pictures",
                record.data(),
                List.of(record.learnt()),
                WeightsSubject.word(record.data()) + record.learnt(),
                PictureSources.licence(record.data()));
    }

    /** The share of the test pictures of the zoo's own whose class is said. */
    @Override
    public Optional<List<Score>> scores(Classifier trained, ClassifierRecord record) {
        if (PictureSources.licence(record.data()).isEmpty()) {
            return Optional.empty();
        }
        PictureSet set = PictureSources.read(record.data());
        return set.test().size() == record.tested()
                ? Optional.of(List.of(ClassifierRecord.ACCURACY.of(
                        100 * trained.deployed().test(set.test()).accuracy())))
                : Optional.empty();
    }
}
