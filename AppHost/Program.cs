using System.CommandLine;
using System.Runtime.InteropServices;
using Npgsql;
using VideoGen.AppHost;
using VideoGen.AppHost.Demo;

const int WrongUse = 2, Interrupted = 130;

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

Console.SetOut(new SteadyWriter(Console.Out));
Console.SetError(new SteadyWriter(Console.Error));
try
{
    var checkout = Checkout.OfThisProgram();
    var command = CommandLine.Create(Environment.CurrentDirectory, Path.Combine(checkout.Root, "out/demo.mp4"),
        (settings, cancellationToken) => RunCommand.ExecuteAsync(settings, checkout, Console.Out, cancellationToken),
        (settings, cancellationToken) => DemoCommand.ExecuteAsync(settings, checkout, Console.Out, cancellationToken));

    var parsed = command.Parse(args);
    if (parsed.Errors.Count > 0)
    {
        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine(error.Message);
        }

        Console.Error.WriteLine("All options: ./run --help, ./run demo --help");
        return WrongUse;
    }

    // Signals are ours: the library would cut the stopping short after two seconds.
    var ours = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
    return await parsed.InvokeAsync(ours, stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped before it was done.");
    return Interrupted;
}
catch (Exception e) when (e is CannotGoOnException or IOException or UnauthorizedAccessException or NpgsqlException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
