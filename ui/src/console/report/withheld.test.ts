import { screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { idOf } from '../../lib/backend/mock/fixtures';
import { button, openDesk } from '../testing';

const facts = () => document.querySelector('section[aria-labelledby="facts"]')?.textContent ?? '';

describe('what is withheld of a report', () => {
  test('is shown to whoever says why, and only that', async () => {
    const { desk, user } = await openDesk(`/reports/${idOf(3)}`);
    await user.click(await button('Show the contact'));
    expect(facts()).not.toContain('600 100 200');
    await user.selectOptions(screen.getByLabelText('Reason'), 'reaching_them');
    await user.click(await button('Show it'));
    await expect.poll(facts).toContain('Ana · 600 100 200');
    expect(facts()).not.toContain('boat sheds');
    expect(desk.calls.filter((call) => call === 'disclose')).toHaveLength(1);
  });

  test('stays so without a reason, and without words for another one', async () => {
    const { desk, user } = await openDesk(`/reports/${idOf(3)}`);
    await user.click(await button('Show the exact place'));
    await user.click(await button('Show it'));
    expect((await screen.findByRole('alert')).textContent).toContain('Choose a reason.');
    await user.selectOptions(screen.getByLabelText('Reason'), 'other');
    await user.click(await button('Show it'));
    await expect.poll(() => screen.getByRole('alert').textContent).toContain('in a few words');
    expect(desk.calls).not.toContain('disclose');
    await user.type(screen.getByLabelText('In your words'), 'The clinic asks');
    await user.click(await button('Show it'));
    await expect.poll(facts).toContain('Quay Road, by the boat sheds');
  });

  test('can be taken out unseen', async () => {
    const { user } = await openDesk(`/reports/${idOf(3)}`);
    await user.click(await button('Take something out'));
    const part = screen.getByLabelText<HTMLSelectElement>('From what');
    expect([...part.options].map((option) => option.text)).toEqual([
      'the words for the place',
      'the contact',
    ]);
  });
});
