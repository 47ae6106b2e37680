using Dapper;
using Npgsql;

namespace VideoGen.Money.Crash;

/// <summary>
/// Holds the app at a boundary until it is killed: a trigger on the engine's tables sleeps in the transaction that would cross it. The app
/// itself knows nothing of this.
/// </summary>
sealed class Breakpoint(NpgsqlDataSource database)
{
    public async Task InstallAsync()
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            create table public.breakpoint (step text not null, moment text not null);

            create function public.stop_there() returns trigger language plpgsql as $$
            declare
              here text;
              row record := case when tg_op = 'DELETE' then old else new end;
            begin
              if tg_table_name = 'task' then
                here := row.name;
              else
                select s.name into here
                  from durable.history s
                 where s.instance_id = row.instance_id and s.execution = row.execution and s.event_id = row.event_id and s.type = 'task_scheduled';
              end if;
              if exists (select from public.breakpoint where step = here and moment = tg_argv[0]) then
                perform pg_sleep(600);
              end if;
              return row;
            end $$;

            create trigger claimed before update on durable.task
              for each row when (new.attempt > old.attempt) execute function public.stop_there('claimed');
            create trigger claimed_with_its_turn before insert on durable.task
              for each row when (new.attempt > 0) execute function public.stop_there('claimed');
            create trigger executed before delete on durable.task for each row execute function public.stop_there('executed');
            create trigger recorded before insert on durable.history
              for each row when (new.type = 'task_done') execute function public.stop_there('recorded');
            """);
    }

    public async Task SetAsync(Boundary boundary)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("insert into public.breakpoint values (@Step, lower(@moment))", new { boundary.Step, moment = $"{boundary.Moment}" });
    }

    public async Task<bool> IsReachedAsync()
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep')");
    }

    /// <summary>After the kill: what the dead process was about to commit is rolled back.</summary>
    public async Task ClearAsync()
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            delete from public.breakpoint;
            select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep';
            """);
    }
}
