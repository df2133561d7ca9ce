package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.inrzoo.Pretrained;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.io.Json;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.OptionException;
import org.inrzoo.vision.Classifier;
import org.inrzoo.vision.ClassifierRun;
import org.inrzoo.vision.Confusion;
import org.inrzoo.vision.Ensemble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = "Tests a trained network for pictures on what it has not learnt from.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "the training's folder, or a name as of 'inrzoo weights list'")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "other pictures of the same size and classes; default the training's")
    private String data;

    @Option(names = "--deployed", description = "fold all away that only training needs, and test what is left")
    private boolean deployed;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "write the confusion as a PNG picture, overwriting an earlier one; default none")
    private Path picture;

    @Option(names = "--ensemble", description = "ask all snapshots of the training, see 'inrzoo train --snapshots'")
    private boolean ensemble;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        Optional<Pretrained> named = TrainedSource.named(run);
        if (ensemble && named.isPresent()) {
            throw new OptionException("weights by name have no snapshots: --ensemble wants a training's folder");
        }
        Ensemble trained = ensemble
                ? Ensemble.load(run)
                : new Ensemble(List.of(
                        named.map(weights -> weights.as(Classifier.class)).orElseGet(() -> Classifier.load(run))));
        Ensemble asked = deployed ? trained.deployed() : trained;
        Classifier classifier = asked.members().get(0);
        String source = data == null
                ? named.map(EvaluateCommand::data)
                        .orElseGet(() -> ClassifierRun.spec(run).data())
                : data;
        LabelledPictures unseen = PictureSources.read(source).test();
        Confusion confusion = ensemble ? asked.test(unseen) : classifier.test(unseen);
        if (picture != null) {
            Pictures.writePng(picture, confusion.picture());
        }
        if (json) {
            System.out.println(Json.line(object(asked, source, confusion)));
            return 0;
        }
        System.out.print(confusion.table());
        System.out.printf(
                Locale.ROOT,
                "%s%s on %s: %.2f %% of %d pictures right, cross-entropy %.4f%n",
                ensemble ? asked.members().size() + " snapshots of " : "",
                classifier.model(),
                source,
                100 * confusion.accuracy(),
                confusion.pictures(),
                confusion.loss());
        return 0;
    }

    /** What the record of named weights says. */
    private static String data(Pretrained weights) {
        return String.valueOf(weights.entry().record().get("data"));
    }

    private static Map<String, Object> object(Ensemble asked, String source, Confusion confusion) {
        Classifier classifier = asked.members().get(0);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", classifier.model().name());
        object.put("data", source);
        object.put("members", asked.members().size());
        object.put("parameters", classifier.parameters().length);
        object.put("accuracy", 100 * confusion.accuracy());
        object.put("loss", confusion.loss());
        object.put("classes", confusion.lines());
        object.put("confusion", confusion.counts());
        return object;
    }
}
