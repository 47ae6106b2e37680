using VideoGen.ProviderSimulator;

return await SimulatorCommand.Create().Parse(args).InvokeAsync();
