package org.inrzoo.site;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.inrzoo.Exhibit;
import org.inrzoo.ModelSize;
import org.inrzoo.ZooModel;
import org.inrzoo.page.Gallery;
import org.inrzoo.record.FitRecord;
import org.inrzoo.record.SignalRecord;
import org.inrzoo.vision.ClassifierRecord;
import org.inrzoo.weights.WeightsEntry;

/**
 * A model with what there is to be shown of it.
 *
 * @param model by its name
 * @param size how large it is, which takes a moment to count
 * @param specimen a fitted image, if one ships
 * @param trainings records of trainings, of a network for pictures
 * @param weights what is known of those that ship
 */
record Animal(
        ZooModel model,
        ModelSize size,
        Optional<Specimen> specimen,
        List<ClassifierRecord> trainings,
        List<WeightsEntry> weights) {

    private static final String PICTURES = "Networks for pictures";
    private static final String OTHERS = "Other models";

    Animal {
        trainings = List.copyOf(trainings);
        weights = List.copyOf(weights);
    }

    String name() {
        return model.name();
    }

    /** The file of its page. */
    String page() {
        return "models/" + name() + ".html";
    }

    /** The family that the page of all models shows it in. */
    Optional<Exhibit> exhibit() {
        return model.isOfCoordinates()
                ? Exhibit.ALL.stream().filter(one -> one.shows(name())).findFirst()
                : Optional.empty();
    }

    /** What its family is called. */
    String family() {
        return model.isOfCoordinates() ? exhibit().map(Exhibit::title).orElse(OTHERS) : PICTURES;
    }

    /** The record of the fit that its pictures show. */
    Optional<FitRecord> fit() {
        return specimen.map(Specimen::record)
                .or(() -> exhibit().filter(one -> one.model().equals(name())).flatMap(Gallery::result));
    }

    /** How good its pictures are at the pixels that were fitted, dB. */
    OptionalDouble psnr() {
        return specimen.map(one -> OptionalDouble.of(one.psnr()))
                .orElse(fit().map(fit -> OptionalDouble.of(fit.psnr())).orElse(OptionalDouble.empty()));
    }

    /** The mean accuracy of its trainings that began anew, percent; of all where none did; where there are none, of weights that ship. */
    OptionalDouble accuracy() {
        if (trainings.isEmpty()) {
            return weights.stream()
                    .flatMap(entry -> entry.scores().stream())
                    .filter(scored -> scored.name().equals(ClassifierRecord.ACCURACY.name()))
                    .mapToDouble(SignalRecord.Scored::value)
                    .max();
        }
        List<ClassifierRecord> anew =
                trainings.stream().filter(record -> record.from() == null).toList();
        return (anew.isEmpty() ? trainings : anew)
                .stream().mapToDouble(ClassifierRecord::accuracy).average();
    }

    /** What its fit, or its trainings on average, took, seconds. */
    OptionalDouble seconds() {
        return fit().isPresent()
                ? OptionalDouble.of(fit().get().seconds())
                : trainings.stream().mapToDouble(ClassifierRecord::seconds).average();
    }
}
