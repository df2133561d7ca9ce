package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.io.Json;
import org.inrzoo.vision.Classifier;
import org.inrzoo.vision.ClassifierRun;
import org.inrzoo.vision.Confusion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = "Tests a trained network for pictures on what it has not learnt from.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "the training's folder")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "other pictures of the same size and classes; default the training's")
    private String data;

    @Option(names = "--deployed", description = "fold all away that only training needs, and test what is left")
    private boolean deployed;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        Classifier trained = Classifier.load(run);
        Classifier classifier = deployed ? trained.deployed() : trained;
        String source = data == null ? ClassifierRun.spec(run).data() : data;
        Confusion confusion = classifier.test(PictureSources.read(source).test());
        if (json) {
            System.out.println(Json.line(object(classifier, source, confusion)));
            return 0;
        }
        System.out.print(confusion.table());
        System.out.printf(
                Locale.ROOT,
                "%s on %s: %.2f %% of %d pictures right, cross-entropy %.4f%n",
                classifier.model(),
                source,
                100 * confusion.accuracy(),
                confusion.pictures(),
                confusion.loss());
        return 0;
    }

    private static Map<String, Object> object(Classifier classifier, String source, Confusion confusion) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", classifier.model().name());
        object.put("data", source);
        object.put("parameters", classifier.parameters().length);
        object.put("accuracy", 100 * confusion.accuracy());
        object.put("loss", confusion.loss());
        object.put("classes", confusion.lines());
        object.put("confusion", confusion.counts());
        return object;
    }
}
