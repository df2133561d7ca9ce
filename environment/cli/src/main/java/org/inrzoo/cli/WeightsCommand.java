package org.inrzoo.cli;

import picocli.CommandLine.Command;

@Command(
        name = "weights",
        description = "Weights by name: lists, copies, checks and publishes them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            WeightsListCommand.class,
            WeightsGetCommand.class,
            WeightsVerifyCommand.class,
            WeightsPublishCommand.class,
            WeightsMakeCommand.class
        },
        footer = {
            "%nNames are MODEL.TAG; 'show', 'render', 'at' and 'evaluate' take one, too:",
            "  inrzoo show siren.camera96 --out camera.png",
            "INRZOO_WEIGHTS=FOLDER names a folder or a jar of weights besides."
        })
final class WeightsCommand {}
