package org.inrzoo.cli;

import java.util.concurrent.Callable;
import org.inrzoo.ModelCard;
import org.inrzoo.Zoo;
import org.inrzoo.io.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "card", description = "Shows a model's card: source, size, options, recipe.", mixinStandardHelpOptions = true)
final class CardCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "the model")
    private String name;

    @Option(names = "--json", description = "print a JSON object")
    private boolean json;

    @Override
    public Integer call() {
        ModelCard card = Zoo.get(name).card();
        System.out.print(json ? Json.line(card.data()) + System.lineSeparator() : card.text());
        return 0;
    }
}
