using Dapper;
using Npgsql;

namespace VideoGen.Money.Crash;

/// <summary>
/// Holds the app at boundaries until it is killed: a trigger on the engine's tables sleeps in the transaction that would cross one. The app
/// itself knows nothing of this.
/// </summary>
sealed class Breakpoint(NpgsqlDataSource database)
{
    /// <summary>The application name of who looks on, and outlives the app.</summary>
    public const string Onlooker = "onlooker";

    public Task InstallAsync() => ExecuteAsync("""
        create table public.breakpoint (provider text not null, step text not null, moment text not null);

        create function public.stop_there() returns trigger language plpgsql as $$
        declare
          here text;
          filmed_by text;
          row record := case when tg_op = 'DELETE' then old else new end;
        begin
          if tg_table_name = 'task' then
            here := row.name;
          else
            select s.name into here
              from durable.history s
             where s.instance_id = row.instance_id and s.execution = row.execution and s.event_id = row.event_id and s.type = 'task_scheduled';
          end if;
          -- Instances have their video's id in front.
          select options -> 'providers' ->> 0 into filmed_by from public.videos where id::text = left(row.instance_id, 36);
          if exists (select from public.breakpoint where provider = filmed_by and step = here and moment = tg_argv[0]) then
            perform set_config('application_name', concat_ws(' ', filmed_by, here, tg_argv[0]), false);
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

    /// <summary>At these boundaries of a provider's video, and no others of it.</summary>
    public Task SetAsync(string provider, IEnumerable<Boundary> boundaries) => ExecuteAsync("""
        delete from public.breakpoint where provider = @provider;
        insert into public.breakpoint select @provider, * from unnest(@steps, @moments)
        """, new { provider, steps = boundaries.Select(one => one.Step).ToArray(), moments = boundaries.Select(one => one.Word).ToArray() });

    /// <returns>Where somebody stands now.</returns>
    public async Task<IReadOnlyList<(string Provider, Boundary Boundary)>> StandingAsync()
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. (await connection.QueryAsync<string>("select application_name from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'"))
            .Select(name => name.Split(' '))
            .Select(name => (name[0], new Boundary(name[1], Enum.Parse<Moment>(name[2], ignoreCase: true))))];
    }

    /// <summary>
    /// After the kill: what the dead process was about to commit is rolled back, also where it still waits for a lock. Once that is free it
    /// would come to its boundary, sleep there for nobody, and hold locks for ten minutes.
    /// </summary>
    public Task RollBackAsync() => ExecuteAsync("""
        select pg_terminate_backend(pid, 5000)
          from pg_stat_activity
         where datname = current_database() and backend_type = 'client backend' and application_name <> @Onlooker
        """, new { Onlooker });

    async Task ExecuteAsync(string sql, object? values = null)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, values);
    }
}
